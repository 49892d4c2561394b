#compdef vizcli
# Completion of vizcli for zsh. The program itself knows what can come next.
_vizcli() {
    local line word about files=0
    local -a words_and_abouts
    for line in "${(@f)$(vizcli complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -z $line ]] && continue
        if [[ $line == :files ]]; then
            files=1
            continue
        fi
        word=${line%%$'\t'*}
        about=${line#*$'\t'}
        [[ $about == $line ]] && about=
        words_and_abouts+=("${word//:/\\:}${about:+:$about}")
    done
    (( $#words_and_abouts )) && _describe -V vizcli words_and_abouts
    (( files )) && _files
}
if [[ $funcstack[1] == _vizcli ]]; then
    _vizcli "$@"
else
    compdef _vizcli vizcli
fi
